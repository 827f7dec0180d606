from lightboard.inference.starter.evaluation.linear_baseline import BagOfBigrams, features


def test_features_are_words_and_bigrams_each_once():
    assert features("No, no! It's fine") == ["no", "!", "it's", "fine", "no no", "no !", "! it's", "it's fine"]


def test_it_learns_what_a_bag_of_words_can_tell():
    texts = [f"{word} {noun}" for word in ("good", "bad") for noun in ("film", "book", "soup", "day")] * 20
    labels = [int(text.startswith("good")) for text in texts]
    model = BagOfBigrams(texts, labels, classes=2)
    assert model.predict(["a good song", "a bad song"]) == [1, 0]
    assert model.accuracy(texts, labels) == 1


def test_it_cannot_tell_what_depends_on_distant_words():
    """A label by the parity of two words apart is beyond a linear model of neighbours."""
    texts = [f"{a} x y z {b}" for a in ("p", "q") for b in ("p", "q")] * 50
    labels = [int(text[0] == text[-1]) for text in texts]
    assert BagOfBigrams(texts, labels, classes=2).accuracy(texts, labels) <= 0.75


def test_the_same_seed_gives_the_same_model():
    texts, labels = ["a b", "b c", "c a"] * 30, [0, 1, 2] * 30
    first, second = (BagOfBigrams(texts, labels, classes=3) for _ in range(2))
    assert first.predict(["a b c", "c", "nothing"]) == second.predict(["a b c", "c", "nothing"])

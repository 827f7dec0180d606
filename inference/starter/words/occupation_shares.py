"""Percentages of women in occupations (see `occupations`, which names the source)."""

from __future__ import annotations

_TABLE = """
plumber 0.7; mechanic 1.8; carpenter 2.07; firefighter 3.5*; painter 5.7; machinist 6.7; programmer 18.35; chef
19.6; paramedic 32.9; janitor 34.3; lawyer 34.5; chemist 36.1; physician 37.9; surgeon 37.9; doctor 37.9; manager
38.51; technician 40.34; specialist 41.35*; scientist 41.94; salesperson 48.08; broker 55.5; dispatcher 56.3;
pharmacist 57.0; bartender 59.8; veterinarian 60.5; baker 60.8; counselor 66.48; clerk 69.53; psychologist 70.3;
teacher 71.0; cashier 72.5; practitioner 74.79; therapist 76.7; planner 77.6*; librarian 83.0; paralegal 85.4; nurse
89.58; receptionist 90.6; hairdresser 94.2; nutritionist 94.6; dietitian 94.6; secretary 94.6*; hygienist 96.4;
pathologist 97.5*
"""

PERCENT_WOMEN = {
    entry.split()[0]: float(entry.split()[1].rstrip("*")) for entry in _TABLE.strip().replace("\n", " ").split("; ")
}

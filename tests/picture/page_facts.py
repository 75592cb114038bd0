"""What a careful reader notes of the page of the Auswärtiges Amt on Lebanon in 2024, revision by revision.

Written from the four texts before anything was read by machine: day of the revision, dimension, step before, step
after. The same step twice is one that is now put in other words; None is a statement that came or went.
"""

from __future__ import annotations

LEBANON = (
    # called on, then urgently called on, to leave; the flag stayed the same
    ("2024-06-26", "citizen_departure", "leave", "leave_now"),
    # clashes at the border: "again and again", then more intense, and no longer "may escalate at any time" at the top
    ("2024-06-26", "threat_assessment", "occurring", "occurring"),
    ("2024-06-26", "threat_assessment", "any_time", None),
    # now attacks on targets in the country
    ("2024-09-27", "threat_assessment", "occurring", "occurring"),
    # worsening not ruled out, no longer for the south alone
    ("2024-09-27", "threat_assessment", "possible", "possible"),
    # the register is to be kept up to date; cash belongs to the stock
    ("2024-09-27", "citizen_departure", "prepare", "prepare"),
    ("2024-09-27", "citizen_departure", "prepare", "prepare"),
    # from the air and in many parts; fighting on the ground; the south instead of the border; strikes elsewhere possible
    ("2024-10-07", "threat_assessment", "occurring", "occurring"),
    ("2024-10-07", "threat_assessment", None, "occurring"),
    ("2024-10-07", "threat_assessment", "any_time", "any_time"),
    ("2024-10-07", "threat_assessment", None, "possible"),
)
# What stands on all four: no change may be told of it.
STANDING = (("travel_advice", "warning"), ("evacuation", "limited"))

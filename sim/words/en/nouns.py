"""What is counted, one and many."""

from __future__ import annotations

from sim.words.language import Nouns

NOUNS: Nouns = {
    "day": ("{} day", "{} days"),
    "year": ("{} year", "{} years"),
    "round": ("{} round", "{} rounds"),
    "vote": ("{} vote", "{} votes"),
    "abstention": ("{} abstention", "{} abstentions"),
    "guest_refusal": ("{} text refused by the guest's leader", "{} texts refused by the guest's leader"),
    "host_refusal": ("{} text refused by the host's leader", "{} texts refused by the host's leader"),
    "walkout": ("{} walkout", "{} walkouts"),
    "threat": ("{} withdrawal threat", "{} withdrawal threats"),
    "furlough_day": ("{} day of furlough", "{} days of furlough"),
    "failed_vote": ("{} failed vote", "{} failed votes"),
    "provocation_day": ("{} provocation day", "{} provocation days"),
    "replicate": ("{} replicate", "{} replicates"),
    "negotiation": ("{} negotiation", "{} negotiations"),
}

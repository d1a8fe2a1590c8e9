"""The clearinghouse: the front door of claims, files by day, answers to strangers' files, and a service of a folder."""

from cleanskin.sim.clearinghouse.answering import Answering, Output, answer
from cleanskin.sim.clearinghouse.assembly import Assembly
from cleanskin.sim.clearinghouse.fault_kinds import FAULTS, Fault
from cleanskin.sim.clearinghouse.front_end import front_end
from cleanskin.sim.clearinghouse.questions import authorization_question, eligibility_question, status_question
from cleanskin.sim.clearinghouse.service import Service, Step
from cleanskin.sim.clearinghouse.status_answers import status_answer
from cleanskin.sim.clearinghouse.world_book import WorldBook

__all__ = [
    "FAULTS",
    "Answering",
    "Assembly",
    "Fault",
    "Output",
    "Service",
    "Step",
    "WorldBook",
    "answer",
    "authorization_question",
    "eligibility_question",
    "front_end",
    "status_answer",
    "status_question",
]

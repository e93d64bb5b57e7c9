"""What brakes add to a form, beside what people answer."""

TICKET = "form_ticket"
# Nobody sees this field; a program that fills in everything fills it in, too.
TRAP = "remark"
CHALLENGE = "challenge"
ANSWER = "challenge_answer"
ADDED = frozenset({TICKET, TRAP, CHALLENGE, ANSWER})

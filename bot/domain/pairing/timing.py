"""How long each thing may take between two people, and how often it is tried."""

from datetime import timedelta

#: A suggestion waits so long for both answers, and then gives way to the next name.
EXPIRES = timedelta(hours=72)
#: Whoever has not answered by then is reminded once.
REMINDS = timedelta(hours=48)
#: Declines and late comers are gathered for so long before a round serves them all.
GATHER = timedelta(minutes=30)
#: Suggestions for one request between two rounds of the rhythm.
TRIES = 3
#: Rounds of the rhythm for which a pair that was declined is not suggested again.
BANNED_ROUNDS = 6
#: After so long together they are asked whether they met, and after so much more once again.
FIRST_LOOK = timedelta(days=7)
AGAIN = timedelta(days=7)
#: A pair that was not heard of for so long gets a gentle word.
QUIET = timedelta(days=14)
#: A plan that nobody looks at goes out by itself after so long: nobody waits in the dark.
REVIEW = timedelta(hours=48)
#: Suggestions in a row that somebody leaves unanswered before they are paused.
SILENT = 2

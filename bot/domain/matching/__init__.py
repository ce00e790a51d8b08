"""Who goes with whom: the best plan there is, never merely a good one.

`solver` is exact, and the same for the same numbers; it knows nothing of people.
"""

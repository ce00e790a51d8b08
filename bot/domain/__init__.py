"""The rules: pure functions over plain values. No input, no output, no clock."""

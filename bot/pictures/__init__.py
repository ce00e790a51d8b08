"""Pictures drawn: values in, PNG out. Nothing heavy is imported before the first one is."""

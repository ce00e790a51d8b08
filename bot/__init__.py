"""segue's core: people, cohorts, roadmaps, time. It knows no platform and sends nothing."""

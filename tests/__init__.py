"""The tests mirror the package; tests/cases has games with known answers as data."""

"""Answers of a run as data and sentences: one place for what command, page, report and alternative texts say."""

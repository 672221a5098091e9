"""Many runs of one design, kept on disk and resumable."""

"""Follow-up questions made whole from the turns before, without a model."""

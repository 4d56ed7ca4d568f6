"""The ways of answering, one a module, and what decides between an answer and a refusal."""

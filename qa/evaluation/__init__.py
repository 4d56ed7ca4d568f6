"""What `qa.evaluate` is made of: question sets in; scores, reports and comparisons out."""

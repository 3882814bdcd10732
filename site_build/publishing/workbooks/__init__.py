"""Workbooks: plan, costs, risks and lists, written and read back."""

"""Step 5: publish the project as site, PDF, Word, workbook and calendar."""

"""Write the parts of a report as blocks of a document: a file a part."""

"""Rules about surface radiation of skin cancer: codes by date, once a course, diagnosis."""

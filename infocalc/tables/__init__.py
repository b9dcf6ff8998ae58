"""Tables on engines: what a file is, four statements of SQL-92, and the engines that run them.

An engine only counts; it hands over whole numbers and the labels that are asked for. Nothing here knows what
a measure is.
"""

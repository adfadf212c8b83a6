"""recover/: tables -> cells that we stand by.

Here: the type ``Identity``, the footing relations generated from a table's column tree and row tree, and what a cell
is worth (certainty). Not here: which identities there are; ``expectations`` passes its catalogue in.
"""

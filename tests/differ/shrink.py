"""Makes a program that differs as short as it goes: operations are left out while it still differs
in the same way."""


def shrink(lines, still_differs):
    """[still_differs] plays a list of lines. The last line is the one that differs; it stays."""
    size = max(len(lines) // 2, 1)
    while size >= 1:
        start = max(len(lines) - 1 - size, 0)
        shorter_found = False
        while True:
            shorter = lines[:start] + lines[min(start + size, len(lines) - 1):]
            if len(shorter) < len(lines) and still_differs(shorter):
                lines, shorter_found = shorter, True
            if start == 0:
                break
            start = max(min(start, len(lines) - 1) - size, 0)
        if not shorter_found or size > 1:
            size //= 2
    return lines

#!/usr/bin/python3
"""Draws what a program wrote to a terminal, as one SVG: terminal.py COLUMNS ROWS [LAST LINE] < written > picture.svg

Needs Debian's python3-pyte. What stands below the first line that begins with LAST LINE is left out, and so is that line.
"""
import html
import sys

import pyte

COLOURS = {"default": "#d7dde5", "red": "#ff7b72", "green": "#7ee787", "brown": "#e3b341", "yellow": "#e3b341",
           "blue": "#79c0ff", "cyan": "#76e3ea", "magenta": "#d2a8ff", "white": "#ffffff", "brightblack": "#8b949e",
           "black": "#8b949e"}
SIZE, LINE = 14, 19
WIDTH = SIZE * 0.6


def colour(name):
    return COLOURS.get(name.replace("bright", ""), COLOURS.get(name)) or f"#{name}"


def runs(line, columns):
    """The pieces of a line that look alike: where each begins, its text, its colour."""
    start, text, look = 0, "", None
    for column in range(columns):
        character = line[column]
        here = (colour(character.fg), character.bold)
        if here != look and text:
            yield start, text, look
            start, text = column, ""
        look = here
        text += character.data
    yield start, text, look


def main():
    columns, rows = int(sys.argv[1]), int(sys.argv[2])
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(sys.stdin.buffer.read())
    lines = [text.rstrip() for text in screen.display]
    if len(sys.argv) > 3:
        lines = lines[:next((at for at, text in enumerate(lines) if text.startswith(sys.argv[3])), len(lines))]
    while lines and not lines[-1]:
        lines.pop()
    width, height = columns * WIDTH + 32, len(lines) * LINE + 32
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}">')
    print('<rect width="100%" height="100%" rx="8" fill="#0d1117"/>')
    print(f'<g font-family="ui-monospace, Consolas, DejaVu Sans Mono, monospace" font-size="{SIZE}">')
    for row in range(len(lines)):
        for start, text, (fill, bold) in runs(screen.buffer[row], columns):
            if text.strip():
                begin = start + len(text) - len(text.lstrip())
                shown = html.escape(text.strip()).replace(" ", "\u00a0")
                weight = ' font-weight="bold"' if bold else ""
                print(f'<text x="{16 + begin * WIDTH:.1f}" y="{16 + SIZE + row * LINE}" fill="{fill}"{weight} '
                      f'textLength="{len(text.strip()) * WIDTH:.1f}">{shown}</text>')
    print("</g></svg>")


main()

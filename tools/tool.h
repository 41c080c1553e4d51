/* What the commands of the tool share: their entry points and what they exit with. */
#ifndef TOOL_H
#define TOOL_H

enum { EXIT_AGREE = 0, EXIT_DIFFER = 1, EXIT_CANNOT = 2 };

/* Each gets the words from its own name on, and returns an exit status. */
int run_matrix(int count, char **words);

#endif

/* What a plugin of these tests gives to the program that opens it. */
#ifndef SLOTBUF_TESTS_PLUGINS_PLUGIN_H
#define SLOTBUF_TESTS_PLUGINS_PLUGIN_H

/* Objects are pointers to whatever they are in the plugin's slotbuf. */
struct plugin {
  void *string_type;

  /* Uses slotbuf, and leaves nothing but blocks for reuse. How much went wrong. */
  int (*work)(void);

  /* Leaves an error pending, with a text of its own. */
  void (*fail)(void);

  /* A new object of the plugin's type, with the bytes "plugin", and the end of one. */
  void *(*make)(void);
  void (*give_back)(void *object);

  /* Prepares to be unloaded: 0, or -1 and the text of the error. */
  int (*leave)(void);
  const char *(*why_not)(void);
};

/* The name that the struct is exported by. */
#define PLUGIN_SYMBOL "plugin_functions"

#endif

// Views as a host may hand them over, and a plain model of each: a list that says where its items
// are. Of the arithmetic of shapes and strides the model has only the definition.
#ifndef SLOTBUF_TESTS_OBJECTS_VIEW_MODEL_HH
#define SLOTBUF_TESTS_OBJECTS_VIEW_MODEL_HH

#include <slotbuf.h>

#include <memory>
#include <string>
#include <vector>

#include "../support/ref.hh"
#include "../support/shaped.hh"

namespace slotbuf::test {

// Numbers that are the same in every run.
class dice {
 public:
  explicit dice(unsigned seed) : state_(seed * 2654435761U + 1) {}
  int below(int limit) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<int>((state_ >> 8) % static_cast<unsigned>(limit));
  }
  bool once_in(int times) { return below(times) == 0; }

 private:
  unsigned state_;
};

struct view_model {
  // A random view of at most three dimensions. Its memory ends where its items do.
  explicit view_model(dice &random, int dimensions, Py_ssize_t itemsize);
  view_model(const view_model &) = delete;
  view_model &operator=(const view_model &) = delete;

  std::string item(std::size_t at) const { return {places[at], size()}; }
  std::string bytes() const;          // the items in C order
  std::string fortran_bytes() const;  // and in Fortran order
  std::size_t size() const { return static_cast<std::size_t>(view.itemsize); }

  // Whether each item lies behind the one before, and none shares memory with another.
  bool packed() const;
  bool disjoint() const;

  Py_buffer view{};            // without an object
  std::vector<sizes> indices;  // of all items, in C order
  std::vector<char *> places;  // where these are

 private:
  void number_items();
  void lay_out(dice &random);
  void lay_out_rows(dice &random);

  sizes shape_, strides_, suboffsets_;
  std::vector<std::unique_ptr<char[]>> memory_;
  std::vector<char *> rows_;
};

// How an exporter fills what is not items.
enum class hand {
  itself,          // the view is on the exporter
  nobody,          // on no object
  somebody_else,   // on another object, which is told of the release
  another_export,  // it is the view that another exporter gives
  shape_per_view,  // shape and strides are freed with the view
  table_in_view,   // shape and strides, or the shape, are in the view itself
};

// An exporter of a modelled view. It counts its own exports.
class host {
 public:
  host(view_model &model, hand how, host *other = nullptr);
  ~host();
  PyObject *get() const { return object_.get(); }
  const ref &object() const { return object_; }

  view_model &model;
  hand how;
  host *other;
  int exports = 0;

 private:
  ref object_;
};

}  // namespace slotbuf::test

#endif

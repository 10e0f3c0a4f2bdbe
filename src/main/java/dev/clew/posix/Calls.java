package dev.clew.posix;

/// Calls functions of the C library.
///
/// Every call has the same shape, six words and one word back: an integer or a pointer takes a
/// whole register on x86-64 and arm64, and a function takes no notice of registers that it has no
/// parameter for.
interface Calls {
  /// How many words a call has.
  int PARAMETERS = 6;

  /// Where a function is.
  ///
  /// @throws java.util.NoSuchElementException when the library has none of this name
  long find(String function);

  /// Calls the function at an address.
  ///
  /// @param words [#PARAMETERS] integers and pointers
  /// @return what it returns, but the negative `errno` where that is -1, as the kernel does
  long call(long address, long... words);
}

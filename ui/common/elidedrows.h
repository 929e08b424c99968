#pragma once

class QListView;

namespace tocsin {

/** Rows as wide as the list: what is longer ends in dots instead of making it scroll sideways. */
void elideRows(QListView *list);

} // namespace tocsin

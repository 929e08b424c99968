#pragma once

namespace tocsin {

/** Tells screen readers what our own widgets are (text, alert, group). Called by their constructors; works once. */
void useAccessibleRoles();

} // namespace tocsin

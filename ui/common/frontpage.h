#pragma once

class QStackedWidget;

namespace tocsin {

/** STACK asks for the room of the page in front alone: a wide table behind it pushes nothing out. After all are added.
 */
void askForFrontPage(QStackedWidget *stack);

} // namespace tocsin

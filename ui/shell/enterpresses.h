#pragma once

#include <QObject>

namespace tocsin {

/** Lets Enter press the button that has the focus, in every window, as the space bar does. Install it on the
 * application. */
class EnterPresses : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace tocsin

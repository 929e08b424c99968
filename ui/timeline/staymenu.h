#pragma once

#include <QMenu>

namespace tocsin {

/** A menu that stays open while its checkable items are ticked; Escape or a click beside it closes it. */
class StayMenu : public QMenu
{
    Q_OBJECT

public:
    explicit StayMenu(QWidget *parent = nullptr);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace tocsin

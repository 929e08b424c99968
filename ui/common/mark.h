#pragma once

#include "ui/theme/icons.h"

#include <QWidget>

namespace tocsin {

/** A small icon beside words. Painted with the theme of the moment, unlike a label's pixmap. */
class Mark : public QWidget
{
    Q_OBJECT

public:
    explicit Mark(QString iconName, Ink ink = Ink::Muted, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Ink m_ink;
};

} // namespace tocsin

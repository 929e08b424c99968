#include "ui/common/elidedlabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace tocsin {

ElidedLabel::ElidedLabel(const QString &text, TextStyle style, QWidget *parent)
    : Label(text, style, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setShorter(const QStringList &shorter)
{
    m_shorter = shorter;
    update();
}

void ElidedLabel::setFirmWidth(int width)
{
    m_firmWidth = width;
    updateGeometry();
}

QString ElidedLabel::shownText(int room) const
{
    const QFontMetrics fm = fontMetrics();
    if (fm.horizontalAdvance(text()) <= room)
        return text();
    for (const QString &shorter : m_shorter)
        if (fm.horizontalAdvance(shorter) <= room)
            return shorter;
    return fm.elidedText(text(), m_mode, room);
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int least = qMax(fontMetrics().averageCharWidth() * 4, m_firmWidth);
    return {qMin(least, sizeHint().width()), Label::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect r = contentsRect();
    const QString shown = shownText(r.width());
    style()->drawItemText(&painter, r, static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), shown, foregroundRole());
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return Label::event(event);
}

} // namespace tocsin

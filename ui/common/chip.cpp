#include "ui/common/chip.h"

#include "ui/common/accessibleroles.h"
#include "ui/theme/icons.h"

#include <QPainter>

namespace tocsin {

Chip::Chip(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setText(text);
}

void Chip::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Chip::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

QString Chip::shownText() const
{
    return m_iconName.isEmpty() ? m_text : QString(2, QChar(0x2002)) + QChar(0x2009) + m_text; // room for it
}

QSize Chip::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, 0) : textChipSize(shownText(), m_tone);
}

QSize Chip::minimumSizeHint() const
{
    return {qMin(40, sizeHint().width()), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent *)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paintTextChip(painter, {0, (height() - kChipHeight) / 2}, shownText(), m_tone, width());
    if (!m_iconName.isEmpty())
        paintIcon(painter, QRectF(6, (height() - 12) / 2.0, 12, 12), m_iconName, Theme::current().tone(m_tone).ink);
}

} // namespace tocsin

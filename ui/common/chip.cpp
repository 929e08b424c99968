#include "ui/common/chip.h"

#include "ui/common/accessibleroles.h"

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

QSize Chip::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, 0) : textChipSize(m_text, m_tone);
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
    paintTextChip(painter, {0, (height() - kChipHeight) / 2}, m_text, m_tone, width());
}

} // namespace tocsin

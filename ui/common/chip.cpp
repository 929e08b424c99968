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

void Chip::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, 0) : (m_iconName.isEmpty() ? textChipSize : iconChipSize)(m_text, m_tone);
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
    const QPoint at(0, (height() - kChipHeight) / 2);
    if (m_iconName.isEmpty())
        paintTextChip(painter, at, m_text, m_tone, width());
    else
        paintIconChip(painter, at, m_iconName, m_text, m_tone, width());
}

} // namespace tocsin

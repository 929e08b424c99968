#include "ui/common/mark.h"

#include <QPainter>

namespace tocsin {

namespace {
constexpr int kSize = 16;
}

Mark::Mark(QString iconName, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_icon(std::move(iconName))
    , m_ink(ink)
{
    setFixedSize(kSize, kSize);
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    icon(m_icon, m_ink).paint(&painter, rect());
}

} // namespace tocsin

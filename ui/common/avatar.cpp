#include "ui/common/avatar.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/chippaint.h"

#include <QPainter>

namespace tocsin {

Avatar::Avatar(const QString &name, int diameter, QWidget *parent)
    : QWidget(parent)
    , m_diameter(diameter)
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setName(name);
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    setAccessibleName(name);
    setToolTip(name);
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    if (m_name.isEmpty())
        return;
    QPainter painter(this);
    paintAvatar(painter, QRect(0, (height() - m_diameter) / 2, m_diameter, m_diameter), m_name);
}

} // namespace tocsin

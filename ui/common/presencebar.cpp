#include "ui/common/presencebar.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/avatar.h"
#include "ui/common/elidedlabel.h"

#include <QAccessible>
#include <QHBoxLayout>

namespace tocsin {

namespace {

constexpr int kMostAvatars = 4;
constexpr int kDiameter = 20;

} // namespace

PresenceBar::PresenceBar(QWidget *parent)
    : QWidget(parent)
    , m_avatars(new QHBoxLayout)
    , m_text(new ElidedLabel({}, TextStyle::SmallMuted, this))
{
    useAccessibleRoles();
    setObjectName(QStringLiteral("presence"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_avatars->setSpacing(2);
    layout->addLayout(m_avatars);
    layout->addWidget(m_text, 1);
    hide();
}

void PresenceBar::setNames(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    while (QLayoutItem *item = m_avatars->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &name : names.mid(0, kMostAvatars))
        m_avatars->addWidget(new Avatar(name, kDiameter, this));
    const QString text = tr("Also open: %1").arg(names.join(QStringLiteral(", ")));
    m_text->setText(text);
    setToolTip(text);
    setAccessibleName(names.isEmpty() ? QString() : text);
    setVisible(!names.isEmpty());
}

} // namespace tocsin

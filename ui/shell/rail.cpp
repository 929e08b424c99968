#include "ui/shell/rail.h"

#include "ui/common/avatar.h"
#include "ui/common/elidedlabel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowHeight = 34;
constexpr int kIcon = 18;

/** The program's name above the places. */
class Mark : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return {metrics::railWidth, 48}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = Theme::current();
        paintIcon(painter, QRectF(18, (height() - 20) / 2.0, 20, 20), u"bell", theme.railActiveText);
        painter.setFont(headingFont());
        painter.setPen(theme.railActiveText);
        painter.drawText(rect().adjusted(47, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, u"Tocsin"_s);
    }
};

} // namespace

RailButton::RailButton(const QString &title, const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(iconName)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RailButton::setBadge(int count, bool urgent)
{
    if (m_badge == count && m_urgent == urgent)
        return;
    m_badge = count;
    m_urgent = urgent;
    setAccessibleName(count == 0 ? text() : (urgent ? tr("%1, %2, urgent") : tr("%1, %2")).arg(text()).arg(count));
    update();
}

QSize RailButton::sizeHint() const
{
    return {metrics::railWidth - 16, kRowHeight};
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::current();
    const bool active = isChecked();
    if (active)
        paintBox(painter, rect(), metrics::radiusControl, theme.railActive);
    else if (underMouse())
        paintBox(painter, rect(), metrics::radiusControl, mixed(theme.rail, theme.railActive, 0.55));
    const QColor ink = active ? theme.railActiveText : theme.railText;
    paintIcon(painter, QRectF(10, (height() - kIcon) / 2.0, kIcon, kIcon), m_icon, ink);
    painter.setFont(bodyFont());
    painter.setPen(ink);
    const QRect name = rect().adjusted(39, 0, m_badge > 0 ? -40 : -8, 0);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, name.width()));
    if (m_badge > 0) {
        painter.setFont(finePrintBoldFont());
        const QString count = m_badge > 99 ? u"99+"_s : QString::number(m_badge);
        const int width = qMax(22, painter.fontMetrics().horizontalAdvance(count) + 12);
        const QRect badge(this->width() - width - 8, (height() - 18) / 2, width, 18);
        paintBox(painter, badge, 9, m_urgent ? theme.railAlert : theme.railBadge);
        painter.setPen(m_urgent ? QColor(Qt::white) : theme.railActiveText);
        painter.drawText(badge, Qt::AlignCenter, count);
    }
    if (hasFocus())
        paintBox(painter, rect(), metrics::radiusControl, {}, theme.railActiveText, 1.5);
}

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_places(new QVBoxLayout)
    , m_avatar(new Avatar({}, 24, this))
    , m_name(new ElidedLabel({}, TextStyle::Body, this))
    , m_roles(new ElidedLabel({}, TextStyle::Small, this))
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Places"));
    setFixedWidth(metrics::railWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(0);
    layout->addWidget(new Mark(this));
    m_places->setContentsMargins(8, 4, 8, 0);
    m_places->setSpacing(2);
    layout->addLayout(m_places);
    layout->addStretch(1);
    auto *person = new QHBoxLayout;
    person->setContentsMargins(16, 0, 10, 0);
    person->setSpacing(9);
    person->addWidget(m_avatar);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_roles);
    person->addLayout(texts, 1);
    layout->addLayout(person);
    m_avatar->hide();
}

void Rail::addPlace(const QString &key, const QString &title, const QString &iconName)
{
    auto *button = new RailButton(title, iconName, this);
    button->setObjectName(u"rail-"_s + key);
    m_places->addWidget(button);
    m_buttons.insert(key, button);
    m_order << button;
    connect(button, &QAbstractButton::clicked, this, [this, key] { Q_EMIT chosen(key); });
}

void Rail::setCurrent(const QString &key)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        it.value()->setAutoExclusive(false);
        it.value()->setChecked(it.key() == key);
        it.value()->setAutoExclusive(true);
    }
}

void Rail::setBadge(const QString &key, int count, bool urgent)
{
    if (RailButton *button = m_buttons.value(key))
        button->setBadge(count, urgent);
}

void Rail::setPerson(const QString &name, const QString &roles)
{
    m_avatar->setVisible(!name.isEmpty());
    m_avatar->setName(name);
    m_name->setText(name);
    m_roles->setText(roles);
    m_roles->setToolTip(roles);
    const Theme &theme = Theme::current();
    for (ElidedLabel *label : {m_name, m_roles}) {
        QPalette ink = label->palette();
        ink.setColor(QPalette::WindowText, label == m_name ? theme.railActiveText : theme.railText);
        label->setPalette(ink);
    }
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().rail);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = m_order.indexOf(qobject_cast<RailButton *>(focusWidget()));
    if (step == 0 || at < 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    RailButton *next = m_order.at(qBound<qsizetype>(0, at + step, m_order.size() - 1));
    next->setFocus(Qt::TabFocusReason);
    next->click();
}

} // namespace tocsin

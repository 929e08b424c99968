#include "ui/shell/topbar.h"

#include "ui/common/searchfield.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 48;
constexpr int kSide = 16;
constexpr int kGap = 8;
constexpr int kLeastSearch = 96;
constexpr int kRoomy = 960;
constexpr int kToolsPlace = 3; ///< in the layout: back, search, space, tools, new, menu

} // namespace

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout)
    , m_below(new QHBoxLayout)
    , m_back(new QPushButton(icon(u"arrow-left"), tr("Back"), this))
    , m_search(new SearchField(tr("Search incidents, entries, commands…"), this))
    , m_new(new QPushButton(tr("New incident"), this))
    , m_menu(new QPushButton(icon(u"menu"), {}, this))
{
    setObjectName(u"top-bar"_s);
    setFixedHeight(kHeight);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(kSide, 8, kSide, 8);
    rows->setSpacing(8);
    rows->addLayout(m_layout);
    rows->addLayout(m_below);
    m_layout->setSpacing(kGap);
    m_back->setObjectName(u"back"_s);
    m_back->setAccessibleName(tr("Back"));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_back->hide();
    m_layout->addWidget(m_back);
    m_search->setObjectName(u"search"_s);
    m_search->setReadOnly(true); // typing happens in the palette it opens
    m_search->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_K));
    m_search->setShortPlaceholder(tr("Search…"));
    m_search->setMinimumWidth(kLeastSearch);
    m_search->setMaximumWidth(360);
    m_search->installEventFilter(this);
    m_layout->addWidget(m_search, 3);
    m_layout->addStretch(0); // what the field leaves
    m_new->setObjectName(u"new-incident"_s);
    m_new->setAccessibleName(tr("New incident"));
    m_new->setProperty("primary", true);
    m_new->setProperty("hint", u"Ctrl N"_s);
    m_layout->addWidget(m_new);
    m_new->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_menu->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_menu->setObjectName(u"menu"_s);
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu (F10)"));
    m_layout->addWidget(m_menu);
    connect(m_back, &QPushButton::clicked, this, &TopBar::backAsked);
    connect(m_new, &QPushButton::clicked, this, &TopBar::newIncidentAsked);
}

void TopBar::setTools(QWidget *tools)
{
    if (m_tools == tools)
        return;
    if (m_tools) {
        m_layout->removeWidget(m_tools);
        m_below->removeWidget(m_tools);
        m_tools->hide();
    }
    m_tools = tools;
    if (tools) {
        m_layout->insertWidget(kToolsPlace, tools);
        tools->show();
    }
    placeTools();
    if (!tools)
        return;
    // The keys go from left to right, wherever the tools were made.
    QWidget *before = m_search;
    for (int i = 0; tools->layout() && i < tools->layout()->count(); ++i) {
        if (QWidget *part = tools->layout()->itemAt(i)->widget(); part && part->focusPolicy() & Qt::TabFocus)
            setTabOrder(std::exchange(before, part), part);
    }
    setTabOrder(before, m_new);
    setTabOrder(m_new, m_menu);
}

/** In a row of their own where they would be pressed beside the search. */
void TopBar::placeTools()
{
    bool below = false;
    if (m_tools) {
        int needed = 2 * kSide + kLeastSearch + m_tools->minimumSizeHint().width();
        for (const QWidget *beside : {m_back, m_new, m_menu})
            needed += beside->isHidden() ? 0 : beside->sizeHint().width() + kGap;
        below = needed + 2 * kGap > width();
        QHBoxLayout *wanted = below ? m_below : m_layout;
        if (wanted->indexOf(m_tools) < 0) {
            (below ? m_layout : m_below)->removeWidget(m_tools);
            wanted->insertWidget(below ? 0 : kToolsPlace, m_tools, 0, below ? Qt::AlignLeft : Qt::Alignment());
        }
    }
    setFixedHeight(below ? 2 * kHeight - 8 : kHeight);
}

bool TopBar::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // a filter says more, or less
        placeTools();
    return handled;
}

void TopBar::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void TopBar::setNewIncidentEnabled(const QString &whyNot)
{
    m_new->setEnabled(whyNot.isEmpty());
    m_new->setToolTip(whyNot.isEmpty() ? tr("New incident (Ctrl+N)") : whyNot);
}

void TopBar::setMenu(QMenu *menu)
{
    m_popup = menu;
    connect(m_menu, &QPushButton::clicked, menu, [this, menu] {
        menu->popup(m_menu->mapToGlobal(QPoint(m_menu->width() - menu->sizeHint().width(), m_menu->height() + 4)));
    });
}

void TopBar::openMenu()
{
    m_menu->setFocus(Qt::ShortcutFocusReason);
    m_menu->click();
    m_popup->setActiveAction(m_popup->actions().value(0));
}

void TopBar::setNewIncidentProminent(bool prominent)
{
    if (m_new->property("primary").toBool() == prominent)
        return;
    m_new->setProperty("primary", prominent);
    m_new->update();
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Where it is narrow, keys are left to the tooltips.
    const bool roomy = width() >= kRoomy;
    m_new->setProperty("hint", roomy ? u"Ctrl N"_s : QString());
    QEvent said(QEvent::StyleChange); // the button keeps the size it had with the keys
    QCoreApplication::sendEvent(m_new, &said);
    m_new->updateGeometry();
    m_search->setShortcutHint(roomy ? QKeySequence(Qt::CTRL | Qt::Key_K) : QKeySequence());
    placeTools();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

bool TopBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        Q_EMIT searchAsked();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Space || !key->text().trimmed().isEmpty()) {
            Q_EMIT searchAsked();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tocsin

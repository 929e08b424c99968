#include "ui/timeline/timelinefilterbar.h"

#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/theme/icons.h"
#include "ui/timeline/staymenu.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kTypingMs = 180;
constexpr int kLeastButton = 60;
constexpr int kRoomForZone = 440; ///< beside a panel, what is filtered comes first

QPushButton *button(const QString &text, const QString &name, const QString &spoken, bool checkable)
{
    auto *b = new QPushButton(text);
    b->setObjectName(name);
    b->setAccessibleName(spoken);
    b->setCheckable(checkable);
    b->setAutoDefault(false);
    b->setMinimumWidth(kLeastButton); // beside a panel its label ends in dots
    return b;
}
} // namespace

TimelineFilterBar::TimelineFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new SearchField(tr("Filter: text, tag…")))
    , m_kinds(button(tr("Kind"), u"filterKinds"_s, tr("Kinds shown"), false))
    , m_keyEvents(button(tr("Key events"), u"filterKeyEvents"_s, tr("Key events only"), true))
    , m_evidence(button(tr("With evidence"), u"filterEvidence"_s, tr("Only entries with files"), true))
    , m_clear(button(tr("Clear"), u"filterClear"_s, tr("Clear all filters"), false))
    , m_zone(button(tr("Local time"), u"timeZone"_s, tr("Times shown"), false))
    , m_count(new Label({}, TextStyle::FinePrint))
    , m_kindMenu(new StayMenu(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_text->setObjectName(u"filterText"_s);
    m_text->setAccessibleName(tr("Filter the timeline by words"));
    m_text->setShortcutHint(QKeySequence(Qt::Key_Slash));
    m_text->setMinimumWidth(112);
    m_text->setMaximumWidth(300);
    m_clear->setFlat(true);
    row->addWidget(m_text, 1);
    for (QPushButton *b : {m_kinds, m_keyEvents, m_evidence, m_clear})
        row->addWidget(b);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(m_zone);
    makeKindMenu();
    makeZoneMenu();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &TimelineFilterBar::onEdited);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_text, &QLineEdit::returnPressed, this, &TimelineFilterBar::onEdited);
    connect(m_keyEvents, &QPushButton::toggled, this, &TimelineFilterBar::onEdited);
    connect(m_evidence, &QPushButton::toggled, this, &TimelineFilterBar::onEdited);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT cleared();
    });
    updateLooks();
}

void TimelineFilterBar::makeKindMenu()
{
    m_kindMenu->setObjectName(u"kindMenu"_s);
    bool wasManual = true;
    for (const auto &entry : enumTable<EntryKind>()) {
        const bool manual = isManualKind(entry.value);
        if (wasManual && !manual)
            m_kindMenu->addSeparator();
        wasManual = manual;
        QAction *action = m_kindMenu->addAction(nameOf(entry.value));
        action->setCheckable(true);
        action->setData(static_cast<int>(entry.value));
        connect(action, &QAction::toggled, this, &TimelineFilterBar::onEdited);
    }
    m_kinds->setMenu(m_kindMenu);
}

void TimelineFilterBar::makeZoneMenu()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    for (const bool utc : {false, true}) {
        QAction *action = menu->addAction(utc ? tr("UTC") : tr("Local time"));
        action->setCheckable(true);
        action->setChecked(!utc);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, utc] {
            if (m_utc == utc)
                return;
            m_utc = utc;
            m_zone->setText(utc ? tr("UTC") : tr("Local time"));
            Q_EMIT utcChanged(utc);
        });
    }
    m_zone->setMenu(menu);
    m_zone->setToolTip(tr("In which zone times are shown, and read in the quick entry"));
}

TimelineFilter TimelineFilterBar::filter() const
{
    TimelineFilter f;
    f.text = m_text->text().trimmed();
    // A tag is a word like any other to the search.
    if (f.text.startsWith(u'#'))
        f.text = f.text.mid(1);
    for (const QAction *action : m_kindMenu->actions())
        if (action->isChecked())
            f.kinds.append(static_cast<EntryKind>(action->data().toInt()));
    f.keyEventsOnly = m_keyEvents->isChecked();
    f.withEvidenceOnly = m_evidence->isChecked();
    return f;
}

void TimelineFilterBar::clear()
{
    {
        const QSignalBlocker text(m_text);
        const QSignalBlocker key(m_keyEvents);
        const QSignalBlocker evidence(m_evidence);
        m_text->clear();
        m_keyEvents->setChecked(false);
        m_evidence->setChecked(false);
        for (QAction *action : m_kindMenu->actions()) {
            const QSignalBlocker one(action);
            action->setChecked(false);
        }
    }
    onEdited();
}

void TimelineFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void TimelineFilterBar::setCountText(const QString &text)
{
    m_count->setText(text);
}

void TimelineFilterBar::setRangeChosen(bool chosen)
{
    m_rangeChosen = chosen;
    updateLooks();
}

/** Without the zone, which gives way. */
QSize TimelineFilterBar::minimumSizeHint() const
{
    int width = m_text->minimumWidth();
    for (const QPushButton *b : {m_kinds, m_keyEvents, m_evidence, m_clear})
        width += b->isHidden() ? 0 : kLeastButton + 8;
    return {width, QWidget::minimumSizeHint().height()};
}

void TimelineFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_zone->setVisible(width() >= kRoomForZone);
    m_count->setVisible(width() >= kRoomForZone);
}

void TimelineFilterBar::onEdited()
{
    m_typing.stop();
    updateLooks();
    Q_EMIT filterChanged();
}

void TimelineFilterBar::updateLooks()
{
    const TimelineFilter f = filter();
    m_kinds->setText(f.kinds.isEmpty()     ? tr("Kind")
                     : f.kinds.size() == 1 ? nameOf(f.kinds.first())
                                           : tr("%1 kinds").arg(f.kinds.size()));
    m_clear->setVisible(!f.isEmpty() || m_rangeChosen);
}

} // namespace tocsin

#include "ui/shell/statusline.h"

#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/timetext.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kFirmName = 180; ///< of the database, whatever was said last
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_database(new ElidedLabel({}, TextStyle::SmallMuted, this))
    , m_access(new Label({}, TextStyle::SmallMuted, this))
    , m_weak(new Chip(tr("Weak connection"), Tone::Medium, this))
    , m_lost(new Chip(tr("Out of reach"), Tone::High, this))
    , m_difference(new Label({}, TextStyle::SmallMuted, this))
    , m_clock(new Label({}, TextStyle::SmallMuted, this))
    , m_zone(new Label({}, TextStyle::SmallMuted, this))
    , m_said(new ElidedLabel({}, TextStyle::SmallMuted, this))
{
    setObjectName(u"status-line"_s);
    setAccessibleName(tr("Status"));
    setFixedHeight(26);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(20);
    m_database->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_database->setElideMode(Qt::ElideMiddle);
    m_database->setFirmWidth(kFirmName);
    layout->addWidget(m_database);
    layout->addWidget(m_access);
    layout->addWidget(m_lost);
    layout->addWidget(m_weak);
    layout->addWidget(m_difference);
    layout->addWidget(m_clock);
    layout->addStretch(1);
    layout->addWidget(m_said);
    layout->addWidget(m_zone);
    m_said->setObjectName(u"status-said"_s);
    m_said->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_difference->setObjectName(u"status-difference"_s);
    m_weak->setObjectName(u"status-weak"_s);
    m_lost->setObjectName(u"status-lost"_s);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_access), static_cast<QWidget *>(m_clock), static_cast<QWidget *>(m_weak),
          static_cast<QWidget *>(m_lost), static_cast<QWidget *>(m_difference)})
        widget->hide();
}

void StatusLine::showDatabase(const DatabaseStatus &status)
{
    const QString name = status.isDemo     ? tr("Demo database")
                         : status.isShared ? tr("%1 on %2").arg(status.name, status.server)
                                           : QFileInfo(status.path).fileName();
    m_weak->setVisible(!status.weakness.isEmpty());
    m_weak->setToolTip(status.weakness);
    m_database->setText(u"•  "_s + name);
    m_database->setAccessibleName(tr("Database %1").arg(status.path));
    m_database->setToolTip(status.path);
    m_access->setText(status.readOnly ? tr("Reading only") : QString());
    m_access->setVisible(status.readOnly);
}

void StatusLine::showZone(bool utc, qint64 nowMs)
{
    m_zone->setText(utc ? tr("All times UTC") : tr("All times local (%1)").arg(TimeText().offset(nowMs)));
}

void StatusLine::say(const QString &text, qint64 nowMs)
{
    m_saidText =
        text.isEmpty() ? tr("Saved %1").arg(TimeText().time(nowMs)) : tr("%1 · %2").arg(text, TimeText().time(nowMs));
    m_said->setText(m_saidText);
}

void StatusLine::showPending(int jobs)
{
    const int before = std::exchange(m_lastPending, jobs);
    if (jobs > 0 && before > 0)
        m_said->setText(tr("Working…"));
    else
        m_said->setText(m_saidText);
}

void StatusLine::showLost(bool lost)
{
    m_lost->setVisible(lost);
}

void StatusLine::showDifference(const QString &text)
{
    if (text == m_difference->text())
        return;
    m_difference->setText(text);
    m_difference->setVisible(!text.isEmpty());
}

void StatusLine::showClock(const QString &text)
{
    m_clock->setText(text);
    m_clock->setVisible(!text.isEmpty());
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
}

} // namespace tocsin

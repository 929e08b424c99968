#include "ui/common/instantedit.h"

#include "models/domain/clock.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace tocsin {

InstantEdit::InstantEdit(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QDateTimeEdit(this))
    , m_utc(new Label({}, TextStyle::MonoMuted, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    m_edit->setDisplayFormat(u"d MMM yyyy "_s + TimeText::shortTimeFormat());
    m_edit->setCalendarPopup(true);
    m_edit->setAccessibleName(name);
    m_edit->setObjectName(u"instant"_s);
    layout->addWidget(m_edit);
    layout->addWidget(m_utc, 1);
    setFocusProxy(m_edit);
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, [this] {
        updateUtc();
        Q_EMIT edited();
    });
}

void InstantEdit::setMs(qint64 ms)
{
    const QSignalBlocker quiet(m_edit);
    m_edit->setDateTime(QDateTime::fromMSecsSinceEpoch(ms - ms % kMinuteMs));
    updateUtc();
}

qint64 InstantEdit::ms() const
{
    const qint64 at = m_edit->dateTime().toMSecsSinceEpoch();
    return at - at % kMinuteMs;
}

void InstantEdit::setLatest(qint64 ms)
{
    const QSignalBlocker quiet(m_edit);
    m_edit->setMaximumDateTime(QDateTime::fromMSecsSinceEpoch(ms - ms % kMinuteMs + kMinuteMs));
    updateUtc();
}

void InstantEdit::updateUtc()
{
    m_utc->setText(TimeText::shortUtc(ms()));
}

} // namespace tocsin

#include "ui/incident/missinglist.h"

#include "ui/common/label.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString jumpLabel(const Missing &missing)
{
    if (missing.code == u"stage"_s)
        return MissingList::tr("Move");
    if (missing.where == u"assessment"_s)
        return MissingList::tr("Assessment");
    if (missing.where == u"notices"_s)
        return MissingList::tr("Notices");
    if (missing.where == u"postmortem"_s)
        return MissingList::tr("Post-mortem");
    if (missing.where == u"record"_s)
        return MissingList::tr("Record");
    return {};
}

} // namespace

MissingList::MissingList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(6);
}

void MissingList::setMissing(const QList<Missing> &missing)
{
    if (missing == m_shown && m_layout->count() > 0)
        return;
    m_shown = missing;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto addLine = [this](const QString &iconName, Ink ink, const QString &text) {
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins({});
        layout->setSpacing(8);
        auto *mark = new QLabel(row);
        mark->setPixmap(icon(iconName, ink).pixmap(16, 16));
        layout->addWidget(mark, 0, Qt::AlignVCenter);
        layout->addWidget(wrappedLabel(text, TextStyle::Body, row), 1);
        m_layout->addWidget(row);
        return layout;
    };
    if (missing.isEmpty())
        addLine(u"check-circle"_s, Ink::Success, tr("Nothing is missing."));
    for (const Missing &m : missing) {
        QHBoxLayout *layout = addLine(u"warning"_s, Ink::Warning, m.text);
        const QString label = jumpLabel(m);
        if (label.isEmpty())
            continue;
        auto *button = new QPushButton(label);
        button->setObjectName(u"jump-"_s + m.code);
        button->setAccessibleName(tr("Go to %1: %2").arg(label, m.text));
        connect(button, &QPushButton::clicked, this, [this, m] { Q_EMIT jump(m); });
        layout->addWidget(button, 0, Qt::AlignVCenter);
    }
}

} // namespace tocsin

#include "ui/postmortem/postmortemnav.h"

#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** Short names: the headings themselves are questions. */
QString shortName(PostmortemSection section)
{
    switch (section) {
    case PostmortemSection::RootCause:
        return PostmortemNav::tr("Root cause");
    case PostmortemSection::Response:
        return PostmortemNav::tr("Response");
    case PostmortemSection::Procedures:
        return PostmortemNav::tr("Procedures");
    case PostmortemSection::Changes:
        return PostmortemNav::tr("Changes");
    default:
        return nameOf(section);
    }
}

QString extraName(PostmortemNav::Extra extra)
{
    return extra == PostmortemNav::Summary         ? PostmortemNav::tr("For notices")
           : extra == PostmortemNav::Contributions ? PostmortemNav::tr("Contributions")
           : extra == PostmortemNav::Versions      ? PostmortemNav::tr("Versions")
                                                   : PostmortemNav::tr("Who had it");
}

} // namespace

PostmortemNav::PostmortemNav(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"postmortemNav"_s);
    setAccessibleName(tr("Sections of the post-mortem"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &e : enumTable<PostmortemSection>()) {
        auto *item = new QListWidgetItem(shortName(e.value), this);
        item->setSizeHint({0, 32});
    }
    for (int n = 0; n < ExtraCount; ++n) {
        auto *item = new QListWidgetItem(extraName(static_cast<Extra>(n)), this);
        item->setSizeHint({0, 32});
        item->setIcon(icon(n == Summary         ? u"notices"
                           : n == Contributions ? u"users"
                           : n == Versions      ? u"record"
                                                : u"lock",
                           Ink::Muted));
    }
    setCurrentRow(0);
}

int PostmortemNav::rowOf(Extra extra)
{
    return static_cast<int>(enumTable<PostmortemSection>().size()) + extra;
}

void PostmortemNav::showSection(PostmortemSection section, bool written, int openComments)
{
    QListWidgetItem *row = item(rowOf(section));
    const QString name = shortName(section);
    row->setText(openComments > 0 ? tr("%1  (%2)").arg(name).arg(openComments) : name);
    row->setIcon(icon(written ? u"check" : u"edit", Ink::Muted));
    row->setToolTip((written ? tr("Written") : tr("Nothing is written yet")) +
                    (openComments > 0 ? tr(", open comments: %1").arg(openComments) : QString()));
    row->setData(Qt::AccessibleTextRole, name + u", "_s + row->toolTip());
}

void PostmortemNav::showExtra(Extra extra, const QString &count)
{
    item(rowOf(extra))->setText(count.isEmpty() ? extraName(extra) : u"%1  (%2)"_s.arg(extraName(extra), count));
}

} // namespace tocsin

#pragma once

#include "models/domain/postmortembody.h"

#include <QListWidget>

namespace tocsin {

/** The sections of a post-mortem, each with whether it is written and how many comments are open, and the rest. */
class PostmortemNav : public QListWidget
{
    Q_OBJECT

public:
    enum Extra { Summary, Contributions, Versions, Uses, ExtraCount };

    explicit PostmortemNav(QWidget *parent = nullptr);

    void showSection(PostmortemSection section, bool written, int openComments);
    void showExtra(Extra extra, const QString &count);
    /** Row of a section or an extra: the index of its page. */
    [[nodiscard]] static int rowOf(PostmortemSection section) { return static_cast<int>(section); }
    [[nodiscard]] static int rowOf(Extra extra);
};

} // namespace tocsin

#pragma once

#include "models/domain/postmortem.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class Label;

/** The comments on one section, open ones first; settled ones on demand. */
class CommentList : public QWidget
{
    Q_OBJECT

public:
    explicit CommentList(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` is why this person takes none of them up, or empty. */
    void showComments(const QList<PostmortemComment> &comments, PersonId me, const QString &refusal);
    [[nodiscard]] int openCount() const;

Q_SIGNALS:
    /** The suggestion goes into the text, and the comment is settled as taken up. */
    void taken(const tocsin::PostmortemComment &comment);
    void declined(const tocsin::PostmortemComment &comment);
    void withdrawn(const tocsin::PostmortemComment &comment);

private:
    void fill();
    QWidget *makeRow(const PostmortemComment &comment);

    UiContext m_ui;
    QList<PostmortemComment> m_comments;
    PersonId m_me;
    QString m_refusal;
    QScrollArea *m_area;
    QVBoxLayout *m_rows = nullptr;
    QPushButton *m_more;
    bool m_showsAll = false;
};

} // namespace tocsin

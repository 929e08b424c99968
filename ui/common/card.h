#pragma once

#include <QWidget>

class QAbstractScrollArea;
class QBoxLayout;
class QHBoxLayout;
class QVBoxLayout;

namespace tocsin {

class ElidedLabel;
class Label;

/** A panel: surface, line, radius 8; with a heading if it has a title. */
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /** Fine print at the right of the title. */
    void setNote(const QString &note);
    /** Where a page puts the content; 16 px padding, 8 px between. */
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /** At the right of the title: buttons. */
    [[nodiscard]] QHBoxLayout *header() const { return m_header; }
    /** What stands in the header takes a line of its own where the card is too narrow for both. */
    void wrapHeader();
    /** Fills the whole card beneath the title with a view, edge to edge, without a frame of its own. */
    void setView(QAbstractScrollArea *view);
    /** Draws that line while the view, which has no frame of its own, has the keys. */
    void followFocus(QWidget *view);
    /** Draws the accent line of the panel a person works in. */
    void setHighlighted(bool highlighted);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateHeader();
    void arrangeHeader();

    QWidget *m_head;
    QBoxLayout *m_headRow;
    ElidedLabel *m_title;
    Label *m_note;
    QHBoxLayout *m_header;
    QVBoxLayout *m_body;
    bool m_wraps = false;
    bool m_flush = false;
    bool m_highlighted = false;
    bool m_keysInside = false;
};

} // namespace tocsin

//! What must hold of the icon's pictures: every size whole, every state another shape.

use super::*;

/// Which dots are mostly covered.
fn shape(mark: Mark, size: u8) -> Vec<bool> {
    drawn(mark, size).chunks(4).map(|dot| dot[0] > 127).collect()
}

#[test]
fn every_picture_has_as_many_dots_as_its_size_says() {
    for mark in Mark::ALL {
        for size in SIZES {
            let dots = usize::from(size) * usize::from(size);
            assert_eq!(drawn(mark, size).len(), dots * 4, "{mark:?} {size}");
        }
    }
}

#[test]
fn each_state_has_a_shape_of_its_own_that_is_told_without_colour() {
    for size in SIZES {
        for (at, mark) in Mark::ALL.iter().enumerate() {
            let own = shape(*mark, size);
            let dots = own.iter().filter(|covered| **covered).count();
            assert!(dots > own.len() / 10, "{mark:?} {size}: hardly anything is drawn");
            for other in &Mark::ALL[at + 1..] {
                let others = shape(*other, size);
                let differing = own.iter().zip(&others).filter(|(one, other)| one != other).count();
                assert!(differing > own.len() / 12, "{mark:?} and {other:?} look alike at {size}: {differing}");
            }
        }
    }
}

#[test]
fn the_shapes_are_the_pages() {
    let page = include_str!("../../../ui/src/parts/StatusIcon.svelte");
    let drawn_alike = [
        r#"<circle cx="12" cy="12" r="10" class="solid" />"#,
        r#"d="m7.4 12.4 3.1 3.1 6.2-6.6""#,
        r#"d="M12 2.6 22.4 21H1.6Z""#,
        r#"d="M12 9.4v5.2""#,
        r#"d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z""#,
        r#"d="m8.5 8.5 7 7m0-7-7 7""#,
        r#"<circle cx="12" cy="12" r="9" class="line dashed" />"#,
        r#"<circle cx="12" cy="12" r="9.2" class="line" />"#,
        r#"d="M9.3 9.6a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.5 1-1.5 2""#,
    ];
    for part in drawn_alike {
        assert!(page.contains(part), "the page draws {part} otherwise now: change `icon.rs` with it");
    }
}

#[test]
fn a_hole_shows_the_panel_behind() {
    // The middle of the tick, of the exclamation mark, of the cross, in pixels of the large icon.
    for (mark, column, row) in [(Mark::Ok, 21, 30), (Mark::Warn, 24, 24), (Mark::Bad, 24, 24)] {
        let size = 48;
        assert_eq!(drawn(mark, size)[(row * usize::from(size) + column) * 4], 0, "{mark:?}");
    }
}
